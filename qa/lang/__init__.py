"""What the product knows about languages: words, sentences, forms, letter case, names of languages.

Most of it comes from CLDR by way of ICU and from other libraries; what they lack is data. Who adds a language, or mends
one, edits the files that are named after it (`hi` is Hindi); none of them has to be there:

- `facts/hi.toml`: small facts, such as abbreviations, articles, words that negate (`qa.lang.facts`);
- `contrasts/hi.toml`: words of which one says the opposite of the other (`qa.lang.contrast`);
- `inflections/hi.toml`: the endings of words, for the forms of terms and names (`qa.lang.inflection`);
- `past_times/hi.toml`: times that are over, and forms of verbs that stand beside none (`qa.lang.past_time`);
- `literal/hi.toml`, `slips/hi.toml`: phrases that are wrong, and what to write instead (`qa.lang.patterns`).

`lexicon/same_names.tsv` has the names of all languages in one. The other files of `lexicon`, and `neighbours_of`, are
learned from text: made anew, and not edited (benchmarks/train).
"""
