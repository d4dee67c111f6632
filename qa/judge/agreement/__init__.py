"""How well numbers and spans agree with those of human annotators; one matter, one file.

Rows are translations of source segments (items), several of them by several systems. Statistics take weights so that
a bootstrap over items is one call: `weights[row, resample]` says how often a row was drawn.
"""
