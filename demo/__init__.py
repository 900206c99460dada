"""The demo world: invented people and places that tell what the platform is for.

A folder for each app that has something to tell, in which data (units, words, levels) is kept
apart from deeds. Everything is done by the services, on the day when it happened (clock.at), with
chance that falls the same way every time (chance); many rows at once are written with the same
rows as the services leave. mrplattform/project/demo_world.py has the order.

Fixed days go up to 24 November 2026; what must be open, late or ahead is counted from today.
Real authorities are lines in the register that a round asks, and nothing more is said of them.
"""
