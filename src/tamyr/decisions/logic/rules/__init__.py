"""The rules, a file each, in integers and exact fractions: no float stands in this folder."""
