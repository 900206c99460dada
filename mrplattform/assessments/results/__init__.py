"""What the answers show: the lower median of each cell, movement since earlier rounds, spread, and
how the answers lie over roles and principles.

Words decide, with numbers beside them. Nothing here adds up roles or puts units in order.
"""

from mrplattform.assessments.results.reading import Results, distribution, topics_of
from mrplattform.assessments.results.tally import Spread, Tally, lower_median

__all__ = ["Results", "Spread", "Tally", "distribution", "lower_median", "topics_of"]
