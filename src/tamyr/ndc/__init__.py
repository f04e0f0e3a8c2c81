"""The workbench of NDCs: versions beside our demands, criteria, and what the network submits, with what others said of it."""
