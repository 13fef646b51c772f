"""The join: pages from `scraper` through `cleaners` into records, shards, sidecars and a manifest."""
