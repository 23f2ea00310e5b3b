"""The tab of the Heimatforum and the page of a place to meet."""
