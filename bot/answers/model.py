"""What the features of `bot.answers.features` are worth.

`python -m bench.learn_answers` learns both tables. The weights come from the articles at even places of KorQuAD dev
and from our own sixty needs; what an encyclopaedia without titles cannot teach (`bench.learn_answers.KEPT`) stays as it
was set on those needs. The gate comes from the half of our needs marked "tune", with and without the articles that
answer them, and from the unanswerable questions at even places; its bias just refuses 18 of those 20.

How honest the figures are, as of the day they were chosen:
- KorQuAD: misses were read, and features chosen, on even places only. On odd places, of which none was read, .871
  paragraph given and .851 end to end (2,458 questions), where it had been .856 and .843. Over all 5,774 questions, each
  answered by weights learned from the other four fifths of the articles (`--crossed`), .885 and .874.
- The 44 questions that came with the articles took no part in learning, but were looked at when the choice was
  between learning all weights (.57 in the first sentence, .82 in the reply) and holding those of KEPT (.66, .89), and
  between counting one of our needs as one question or as three or eight.
- The gate refuses .13 of our needs and .825 of the unanswerable questions, half of which each it learned from. How
  far behind the eighteenth the bias lies was chosen with all forty in view.
"""

from __future__ import annotations

# A step of one in the feature is worth so many points; only differences between sentences of a pool count.
WEIGHTS = {
    "cover": 0.09,  # share of the question's bigrams, by rarity in the pool
    "beyond title": 0.19,  # the same without those of the title
    "with before": 1.19,  # cover together with the sentence before
    "article": 1.66,  # share of the question in the whole article
    "title": 4.12,  # share of the question in the title
    "rare": 0.76,  # bigrams that few other sentences of the article have
    "alike": -0.62,  # best alignment of keystrokes
    "best stretch": 0.59,  # more three-syllable stretches of the question than any other sentence
    "stretch over best": 0.41,  # longest stretch in common, over that of the best sentence
    "begun": 0.15,  # words of the question whose beginning is there, by rarity
    "begun with before": 0.95,  # the same together with the sentence before
    "word before last": 0.55,
    "third from last": 2.92,
    "first word": -2.83,  # what a question is about stands first
    "late words": 0.59,  # begun, where a word counts the more the later it stands
    "late words, flat": 0.51,  # the same without rarity
    "words in article": 1.82,  # begun in the whole article, without rarity
    "words with before": 0.65,  # begun with before, without rarity
    "words, who": -1.46,  # begun without rarity, when asked who
    "possessor": -3.53,  # begun words with 의
    "bare before": 2.71,  # words without a particle that only the sentence before has
    "bare after": 3.33,  # the same of the sentence after
    "modifier after": 3.41,  # words like 태어난 that only the sentence after has
    "adverbial after": 4.35,  # words with 에서, 로 and the like that only the sentence after has
    "over best": 0.74,  # begun over that of the best sentence
    "over best of article": 0.22,
    "rank": 0.47,  # one over the rank by begun
    "close together": 1.63,  # share of the question within eight words
    "new words": -0.26,  # that the question does not say, over 10
    "new words, how many": -0.52,
    "new words, when": -0.52,
    "new by last words": 0.41,  # new words beside the last two of the question
    "new by thing": 0.47,  # a new word beside the thing asked for
    "new title": 0.85,  # quoted or marked words that the question does not say, when asked what
    "marks": 0.26,  # a title or a quotation, when asked what
    "number": 2.63,  # a number with the unit asked for
    "figure": 0.96,  # a number that the question does not say, when asked for one
    "new figures": 0.69,  # how many of them, when asked how many
    "year": 0.58,  # a year, when asked for one
    "new year": 1.37,  # one that the question does not say, when asked for a year
    "year told": 1.60,  # the same, when asked when
    "new month": 1.73,  # when asked when
    "day told": 5.55,  # when asked for the day
    "place": -0.22,  # a place, when asked where
    "name": 0.60,  # somebody's full name that the question does not say, when asked who
    "named": 0.65,  # a word that ends as the thing asked for does: 정당, 민주당
    "focus": 0.39,  # the thing asked for is named
    "kind, close together": 1.13,  # close together, where something of the kind asked for is there
    "kind, over best": 0.51,
    "echo": 1.33,  # other articles have the same answer
    "first": 0.38,  # first sentence of its article
    "lead": -1.75,  # first sentence below a title: it says what the question says, the figures come later
    "far down": -0.72,  # sentences before it in its article, over 10
    "quoted": -1.23,  # starts with a quotation
    "search": 2.62,  # score of the article over the best one
    "top article": 1.07,  # in the first article found
}
FEATURES = tuple(WEIGHTS)

# Whether the best sentence answers at all: a logistic over `bot.answers.answer.gate_features`, as said above.
GATE = {
    "cover": 0.35,
    "article": 0.60,
    "alike": 1.66,
    "with before": 1.19,
    "words there": 1.66,  # share of the question's words in the article
    "longest word there": 0.07,
    "kind there": 1.37,  # the best sentence has what the question word asks for
    "best title": 1.45,
    "words asked": 1.20,  # number of words in the question, over 10
    "found a bigram": 3.61,  # score of the best article, over the weight of what was searched for
    "others found": -0.97,  # mean score of the other articles over the best one
    "found": 1.76,  # log of the score of the best article
    "begun": 0.81,  # words of the question whose beginning is in the best sentence
}
GATE_BIAS = -6.12

# How well a sentence carries the question (`bot.answers.support`), learned by `python -m bench.learn_structure` from
# the needs to tune on and our own sixty; the sum of WEIGHTS is one column ("base") among the others.
SUPPORT = {
    "base": 2.47,  # the worth by words, below that of the best sentence, over 5
    "said": 0.88,  # share of the question's words, by rarity in the index
    "around": 1.63,  # the same with the sentences before, title and lead
    "article": 1.80,  # the same of the whole article
    "titled": 1.55,  # the same of its title
    "act": -0.84,  # the verb; a restatement has it too
    "head": 0.42,  # the thing that is asked for by name
    "head around": -0.60,
    "late": 0.75,  # words that stand late in the question
    "last": 0.67,
    "rarest around": 1.48,  # the three rarest words
    "asks": -0.37,  # the sentence is a question itself
    "typed": 1.51,  # something of the kind asked for
    "bound": 1.47,  # share of the question in its clause
    "typed who": -0.17,
    "typed number": 0.77,
    "typed when": 1.04,
    "typed why": 1.39,
    "typed how": 0.82,
    "typed name": -0.31,
    "typed where": -0.25,
    "typed list": -1.05,
    "agreed": -0.48,  # other articles of the pool have the same
    "explains": 0.20,
    "marked": 0.65,  # 까지 or 부터, where that is asked
    "defines": 1.73,  # a kind of thing beside the name asked about
    "most": 1.21,
    "compares": 0.36,
    "excepts": 1.40,
    "whether": 0.70,
    "negates": 1.56,
    "enough": -0.02,  # length, over 120 characters
}

# Whether the best sentence answers at all: a logistic over `bot.answers.confidence`, learned there too.
CONFIDENCE = {
    "by words": 1.78,  # the logit of GATE, over 5
    "missing beside": -0.94,  # rarity of the rarest noun that stands neither there nor beside nor in the title
    "missing": -1.11,  # rarity of all nouns that the article has not
    "head missing": -0.52,
    "name missing": -0.22,
    "head": 0.22,
    "act beside": 0.60,
    "last": 0.54,
    "untyped": -0.94,  # nothing of the kind asked for
    "words": 3.11,  # of the question, over 10
    "few beside": -0.35,
    "why": 0.42,
    "titled": 1.06,
    "untold": -1.75,  # asked whether, and the verb is not there
}
CONFIDENCE_BIAS = -2.02 + 0.66  # as learned; and shifted to refuse .07 of the needs to tune on

# The chance that the first sentence is right, by the logit of CONFIDENCE (Platt), learned from one half of two sets of
# needs; on the other half .18 were right of what it puts at .28, .46 at .43, .62 at .57.
CALIBRATION = (0.50, -0.87)
