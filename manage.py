#!/usr/bin/env python
"""The command line inside a checkout; installed, the same thing is called mrplattform."""

from mrplattform.project.cli import main

if __name__ == "__main__":
    main()
