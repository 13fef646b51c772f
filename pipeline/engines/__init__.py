"""Where pages are cleaned: `local` on the cores of this machine, `on_ray` on those of a cluster; both keep the input's order."""
