"""What the features of `bot.answer.evidence` are worth.

`python -m bench.learn_answers` learns both tables: the weights from every other article of KorQuAD dev and our own
judged needs, the gate from our own needs. The weights here are the mean of a first guess and of what was learned
from it, since sixty needs are few; number, date, person, place and lead were then set on the same needs. The
questions that came with the articles, the other articles of KorQuAD and the unanswerable ones took no part in it.
"""

from __future__ import annotations

# A step of one in the feature is worth so many points; only differences between sentences of a pool count.
WEIGHTS = {
    "cover": 5.06,  # share of the question's bigrams, by rarity in the pool
    "beyond title": 0.19,  # the same without those of the title
    "words": 2.11,  # share of the question's words
    "rare": 2.55,  # bigrams that few other sentences of the article have
    "alike": 3.95,  # best alignment of keystrokes
    "before": 0.89,  # cover of the sentence before
    "after": 0.96,  # cover of the sentence after
    "length": 0.23,  # log length over 80 characters
    "number": 5.20,  # a number with the unit asked for
    "date": 4.40,  # a date, when asked when
    "person": 1.15,  # a person or body, when asked who
    "place": 0.96,  # a place, when asked where
    "cause": 0.87,  # a cause, when asked why
    "near": 5.33,  # what is asked for stands near the question's words
    "answers": 0.01,  # cover, where something of the kind asked for is there
    "news": 0.23,  # what the question does not say itself
    "echo": 1.33,  # other articles have the same answer
    "with before": 2.45,  # cover together with the sentence before
    "focus": 1.18,  # the thing asked for is named
    "first": 0.38,  # first sentence of its article
    "lead": -1.75,  # first sentence below a title: it says what the question says, the figures come later
    "later": -0.74,  # place in the article, 0..1
    "search": 3.63,  # score of the article over the best one
    "top article": 0.71,  # in the first article found
    "article": 3.74,  # share of the question in the whole article
    "title": 4.12,  # share of the question in the title
    "quoted": -1.23,  # starts with a quotation
    "best of article": 0.59,  # covers the question best in its article
}
FEATURES = tuple(WEIGHTS)

# Whether the best sentence answers at all: a logistic over `bot.answer.answer.gate_features`, learned from our own
# needs, once with the articles that answer them and once without.
GATE = {
    "cover": -0.96,
    "article": -0.03,
    "alike": 3.76,
    "with before": 1.84,
    "words there": 2.35,  # share of the question's words in the article
    "longest word there": 0.03,
    "kind there": 1.50,  # the best sentence has what the question word asks for
    "best title": 2.93,
    "words asked": 0.30,  # number of words in the question, over 10
    "found a bigram": 4.20,  # score of the best article, over the weight of what was searched for
    "others found": -0.88,  # mean score of the other articles over the best one
    "found": 2.48,  # log of the score of the best article
}
GATE_BIAS = -7.94
