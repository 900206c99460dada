"""The middle level of each section and unit of Granby in 2026, in the order of GRANBY; + and -
where answers moved since 2025; n not relevant, m missing, u unknown.

A small place moves slowly: near to people, weak where things must be written down."""

GRANBY_LEVELS = {
    "society-equality": "1 1+ 1 1 1+ 1 1+ 0 0 2+ 2+ 1+ 0",
    "society-participation": "2+ 2 1 3 1 3+ 2 1 2 2 2+ 1 1",
    "society-accountability": "2+ 1 0 0 0 1+ 1 0 0 1 1+ 0 1+",
    "democracy-equality": "1+ 1 1 1 1 2+ 1 0 1 1- 1 0 0",
    "democracy-participation": "1 2+ 2+ 3 2+ 2 1 0 2- 1 2+ 0 1",
    "democracy-accountability": "2- 1 1 1 0 1 2+ 0 1 2 1 0 1+",
    "welfare-equality": "1 2+ 1+ 2 2 1 2+ 1 2+ 3+ 1 1+ 1",
    "welfare-participation": "0 2+ 2 2+ 2+ 1 1+ 1 2 2+ 1 n 1",
    "welfare-accountability": "1 1+ 1 2 1 1 1+ 0 2+ 2 0 0 0",
    "employer-equality": "2+ 2 2 2- 2+ 1 2+ 1 2 2 1+ 1+ 1",
    "employer-participation": "1 2 2+ 2 2+ 2 1 0- 2 3+ 1 1 1",
    "employer-accountability": "1+ 1+ 1- 1 1 2+ 1 0- 1 2 1 1+ u",
}
