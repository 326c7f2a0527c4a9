"""One file a family: how it serves a site. Written from how such portals look, not from how the crawler reads them."""
