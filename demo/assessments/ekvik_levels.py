"""The middle level of each section and unit of Ekvik in 2026, in the order in which the strategist
chose them; + and - where answers moved since 2025; n not relevant, m missing, u unknown."""

EKVIK_LEVELS = {
    "society-equality": "2 3 1+ 1 2 1+ 2 2+ 1+ 1+ 2 2 1",
    "society-participation": "4 2+ 3+ 2- 1+ 2 1 2+ 1+ 1 2 2+ 0",
    "society-accountability": "2 2+ 1+ 1 1 1- 1+ 1 0 0- 1- 1 0",
    "democracy-equality": "2 2 3 2 2- 2 2 2 1 0- 2 1+ m",
    "democracy-participation": "2- 2+ 3+ 3 3+ 2+ 2 3+ 2+ 2 0- 2- m",
    "democracy-accountability": "2 2 2+ 2 3+ 2 1 2+ 1+ 1- 1 2+ m",
    "welfare-equality": "2+ 3 2+ 2 3+ 1+ 2 2+ 1- n 1+ 3+ n",
    "welfare-participation": "3+ 3 3- 1 3 1+ 2+ 1+ 2+ n 2+ 2+ n",
    "welfare-accountability": "0 1 1 1 2 1 0 0 0 n 0 0 n",
    "employer-equality": "3+ 2+ 4+ 3- 3+ 2 2+ 3 2+ m 2+ 2+ 2+",
    "employer-participation": "0 1+ 2 2 1 1+ 1+ 2 0 m u 1 0",
    "employer-accountability": "2- 2 3+ 2 2 2 1 2- 1 m 2+ 1+ 1",
}
