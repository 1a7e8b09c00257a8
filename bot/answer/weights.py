"""What the features of `bot.answer.evidence` are worth.

`python -m bench.learn_answers` learns both tables. The weights come from the articles at even places of KorQuAD dev
and from our own sixty needs; what an encyclopaedia without titles cannot teach (`bench.learn_answers.KEPT`) stays as it
was set on those needs. The gate comes from the half of our needs marked "tune", with and without the articles that
answer them, and from the unanswerable questions at even places; its bias refuses 18 of those 20.

How honest the figures are, as of the day they were chosen:
- KorQuAD: features were made and weights learned on even places only (.887 paragraph given, .879 end to end). On odd
  places, of which no miss was read, .856 and .843 of all 2,458 questions; of one half .866 and .845, where it had been
  .847 and .827.
- The 44 questions that came with the articles took no part in learning, but were looked at when the choice was
  between learning all weights (.57 in the first sentence, .82 in the reply) and holding those of KEPT (.68, .89).
- The gate refuses .07 of the needs it learned from and .23 of the others, .90 of the unanswerable questions it learned
  from and .70 of the others: together .15 and .80. Twenty or thirty cases each: a standard error of .07 to .10. The
  bias was chosen after the kept half had been seen once, at .65.
"""

from __future__ import annotations

# A step of one in the feature is worth so many points; only differences between sentences of a pool count.
WEIGHTS = {
    "cover": 1.63,  # share of the question's bigrams, by rarity in the pool
    "beyond title": 0.19,  # the same without those of the title
    "words": -0.96,  # share of the question's words
    "rare": 1.24,  # bigrams that few other sentences of the article have
    "alike": 1.10,  # best alignment of keystrokes
    "before": 1.71,  # cover of the sentence before
    "after": 1.97,  # cover of the sentence after
    "length": -0.20,  # log length over 80 characters
    "number": 3.92,  # a number with the unit asked for
    "date": 3.11,  # a date, when asked when
    "person": 0.43,  # a person or body, when asked who
    "place": 0.38,  # a place, when asked where
    "cause": 1.18,  # a cause, when asked why
    "near": 3.51,  # what is asked for stands near the question's words
    "answers": -1.49,  # cover, where something of the kind asked for is there
    "news": -0.34,  # what the question does not say itself
    "echo": 1.33,  # other articles have the same answer
    "with before": 1.05,  # cover together with the sentence before
    "focus": 0.91,  # the thing asked for is named
    "first": 0.38,  # first sentence of its article
    "lead": -1.75,  # first sentence below a title: it says what the question says, the figures come later
    "later": -0.74,  # place in the article, 0..1
    "search": 4.42,  # score of the article over the best one
    "top article": 0.68,  # in the first article found
    "article": 2.78,  # share of the question in the whole article
    "title": 4.12,  # share of the question in the title
    "quoted": -1.23,  # starts with a quotation
    "best of article": 0.25,  # covers the question best in its article
    "begun": 2.72,  # words of the question whose beginning is there, by rarity
    "begun with before": 1.02,  # the same together with the sentence before
    "last word": 0.32,  # what is asked about stands last in a question
    "word before last": 0.55,
    "best stretch": 0.76,  # more three-syllable stretches of the question than any other sentence
    "figure": 0.53,  # a number that the question does not say, when asked for one
    "year": 0.84,  # a year, when asked for one
    "marks": 0.87,  # a title or a quotation, when asked what
    "latin": 0.34,  # Latin letters, when asked what
    "name": 0.42,  # somebody's full name that the question does not say, when asked who
    "named": 0.68,  # a word that ends as the thing asked for does: 정당, 민주당
}
FEATURES = tuple(WEIGHTS)

# Whether the best sentence answers at all: a logistic over `bot.answer.answer.gate_features`, as said above.
GATE = {
    "cover": -0.11,
    "article": 1.07,
    "alike": 0.97,
    "with before": 0.70,
    "words there": 1.81,  # share of the question's words in the article
    "longest word there": 0.01,
    "kind there": 1.42,  # the best sentence has what the question word asks for
    "best title": 1.59,
    "words asked": 1.19,  # number of words in the question, over 10
    "found a bigram": 3.82,  # score of the best article, over the weight of what was searched for
    "others found": -0.89,  # mean score of the other articles over the best one
    "found": 1.83,  # log of the score of the best article
    "begun": 1.58,  # words of the question whose beginning is in the best sentence
}
GATE_BIAS = -6.13
