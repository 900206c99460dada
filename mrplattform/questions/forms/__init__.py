from mrplattform.questions.forms.answers import ONE_CARD, AnswerForm, NumberField

__all__ = ["ONE_CARD", "AnswerForm", "NumberField"]
