from django.urls import include, path

from mrplattform.organisations.views import (
    decisions,
    functions,
    groups,
    holdings,
    imports,
    papers,
    register,
    reorganise,
    tree,
)

app_name = "organisations"

register_patterns = [
    path("", register.organisations, name="organisations"),
    path("<int:pk>/ta-i-bruk/", register.take_into_use, name="take_into_use"),
]
tree_patterns = [
    path("<int:pk>/", tree.detail, name="detail"),
    path("<int:pk>/enheter/", tree.tree, name="tree"),
    path("<int:pk>/uppgifter/", tree.edit, name="edit"),
]
reorganise_patterns = [
    path("<int:pk>/ny-enhet/", reorganise.open_unit, name="open"),
    path("<int:pk>/byt-namn/", reorganise.rename, name="rename"),
    path("<int:pk>/flytta/", reorganise.move, name="move"),
    path("<int:pk>/dela/", reorganise.split, name="split"),
    path("<int:pk>/sla-ihop/", reorganise.merge, name="merge"),
    path("<int:pk>/stang/", reorganise.close, name="close"),
    path("<int:pk>/andringar/", reorganise.reorganisations, name="reorganisations"),
    path("andring/<int:pk>/", reorganise.reorganisation, name="reorganisation"),
    path("andring/<int:pk>/angra/", reorganise.undo, name="undo"),
]
function_patterns = [
    path("<int:pk>/funktioner/", functions.functions, name="functions"),
    path("<int:pk>/funktioner/ny/", functions.new, name="function_new"),
    path("funktion/<int:pk>/", functions.function, name="function"),
    path("funktion/<int:pk>/andra/", functions.edit, name="function_edit"),
    path("funktion/<int:pk>/flytta/", functions.move, name="function_move"),
    path("funktion/<int:pk>/avsluta/", functions.close, name="function_close"),
    path("funktion/<int:pk>/oppna/", functions.reopen, name="function_reopen"),
    path("funktion/<int:pk>/innehavare/", holdings.new, name="holding_new"),
    path("innehav/<int:pk>/avsluta/", holdings.end, name="holding_end"),
    path("innehav/<int:pk>/ta-bort/", holdings.cancel, name="holding_cancel"),
    path("<int:pk>/mandatperioder/", holdings.terms, name="terms"),
    path("<int:pk>/mandatperioder/ny/", holdings.term_new, name="term_new"),
    path("mandatperiod/<int:pk>/", holdings.term_edit, name="term_edit"),
]
group_patterns = [
    path("<int:pk>/grupper/", groups.groups, name="groups"),
    path("<int:pk>/grupper/ny/", groups.new, name="group_new"),
    path("grupp/<int:pk>/", groups.group, name="group"),
    path("grupp/<int:pk>/andra/", groups.edit, name="group_edit"),
    path("grupp/<int:pk>/avsluta/", groups.end, name="group_end"),
    path("grupp/<int:pk>/plats/", groups.seat_new, name="seat_new"),
    path("plats/<int:pk>/fyll/", groups.seat_fill, name="seat_fill"),
    path("plats/<int:pk>/ta-bort/", groups.seat_end, name="seat_end"),
]
decision_patterns = [
    path("<int:pk>/beslut/", decisions.decisions, name="decisions"),
    path("<int:pk>/beslut/nytt/", decisions.new, name="decision_new"),
    path("beslut/<int:pk>/", decisions.decision, name="decision"),
    path("beslut/<int:pk>/kopia/", decisions.copy, name="decision_copy"),
    path("beslut/<int:pk>/komplettera/", decisions.correct, name="decision_correct"),
    path("<int:pk>/gallring/", decisions.retention, name="retention"),
    path("<int:pk>/gallring/ny/", decisions.rule_new, name="rule_new"),
    path("gallring/<int:pk>/", decisions.rule_edit, name="rule_edit"),
    path("gallring/<int:pk>/ta-bort/", decisions.rule_remove, name="rule_remove"),
]
paper_patterns = [
    path("<int:pk>/word-mall/", papers.word_template, name="word_template"),
    path("<int:pk>/word-mall/prov/", papers.sample, name="word_sample"),
    path("<int:pk>/word-mall/ingen/", papers.use_none, name="word_template_none"),
    path("word-mall/<int:pk>/", papers.file, name="word_template_file"),
    path("word-mall/<int:pk>/igen/", papers.use_again, name="word_template_again"),
]
import_patterns = [
    path("<int:pk>/las-in/enheter/", imports.tree, name="import_tree"),
    path("<int:pk>/las-in/innehavare/", imports.holders, name="import_holders"),
    path("<int:pk>/las-in/mall/<slug:kind>/", imports.template, name="import_template"),
    path("fil/<int:pk>/", imports.incoming, name="import"),
    path("fil/<int:pk>/las-in/", imports.run, name="import_run"),
    path("fil/<int:pk>/ta-bort/", imports.give_up, name="import_give_up"),
]

urlpatterns = [
    *register_patterns,
    *tree_patterns,
    *reorganise_patterns,
    *function_patterns,
    *group_patterns,
    *decision_patterns,
    *import_patterns,
    *paper_patterns,
    path("", include("mrplattform.organisations.urls_people")),
]
