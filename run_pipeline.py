#!/usr/bin/env python3
"""Turn hostile Chinese news pages into clean JSONL records: `run_pipeline.py VERB …`, or the command `run-pipeline`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())
