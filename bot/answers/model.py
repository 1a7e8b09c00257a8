"""What the features of `bot.answers.features` are worth.

`python -m bench.learn_answers` learns WEIGHTS, from the articles at even places of KorQuAD dev and from our own
sixty needs; what an encyclopaedia without titles cannot teach (`bench.learn_answers.KEPT`) stays as
it was set on those.

How honest the figures are, as of the day they were chosen:
- KorQuAD: misses were read, and features chosen, on even places only. On odd places, of which none was read, .871
  paragraph given and .851 end to end (2,458 questions), where it had been .856 and .843. Over all 5,774 questions, each
  answered by weights learned from the other four fifths of the articles (`--crossed`), .885 and .874.
- The 44 questions that came with the articles took no part in learning, but were looked at when the choice was
  between learning all weights (.57 in the first sentence, .82 in the reply) and holding those of KEPT (.66, .89), and
  between counting one of our needs as one question or as three or eight.
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

# How well a sentence carries the question (`bot.answers.support`), learned by `python -m bench.learn_structure` from
# the needs to tune on, 41,000 of our own over the news and 3,000 over small folders of our own; the sum of WEIGHTS
# is one column ("base") among the others. Crossed over articles, with the pairs of `bot.answers.crosses`, the first
# sentence is right for .668 of the 38,182 needs whose answer is in the pool, one of the best three for .851. "lead"
# stayed as it was (-0.93 as learned): most of these needs were chosen so that the article's first sentence does not
# answer them.
SUPPORT = {
    "base": 0.98,  # the worth by words, below that of the best sentence, over 5
    "said": -0.68,  # share of the question's words, by rarity in the index
    "around": 5.12,  # the same with the sentences before, title and lead
    "article": 1.52,  # the same of the whole article
    "titled": 2.57,  # the same of its title
    "act": 0.70,  # the verb; a restatement has it too
    "head": 0.49,  # the thing that is asked for by name
    "head around": -0.02,
    "late": 0.90,  # words that stand late in the question
    "last": 0.25,
    "rarest around": 0.63,  # the three rarest words
    "asks": -2.30,  # the sentence is a question itself
    "typed": 0.82,  # something of the kind asked for
    "bound": 0.50,  # share of the question in its clause
    "typed who": 0.14,
    "typed number": 2.02,
    "typed when": 1.05,
    "typed why": -0.38,
    "typed how": -0.77,
    "typed name": -0.44,
    "typed where": -0.16,
    "typed list": 0.05,
    "agreed": -0.11,  # other articles of the pool have the same
    "explains": 0.83,
    "marked": 1.50,  # 까지 or 부터, where that is asked
    "defines": 3.62,  # a kind of thing beside the name asked about
    "most": 2.02,
    "compares": 0.46,
    "excepts": 1.23,
    "whether": 0.32,
    "negates": 0.97,
    "enough": -1.00,  # length, over 120 characters
    "decides": 0.60,  # a verdict where yes or no is asked
    "turned": 1.85,  # the opposite of the verb asked about
    "head marked": 0.64,  # the thing asked for beside a name in marks
    "ranked": 2.72,  # the place in an order that is asked for
    "reason told": 1.38,  # a clause of cause, where a reason is asked
    "means told": 1.54,  # a clause of means, where a way is asked
    "items": 3.12,  # several things in a row, where a list is asked
    "new figures": 0.74,  # figures that the sentence before has not
    "list marks": 0.44,
    "lead": -0.31,  # the article's first sentences
    "before": 0.35,  # words of the question in the sentence before
    "typed around": 1.13,
    "base squared": 0.21,
    "base over article": 0.56,
    "beyond title": 2.61,  # what it says more than the title
    "means around": 0.14,
    "meaning told": 2.37,  # 뜻하는, 줄임말, where it is asked what something is
    "both named": 2.86,  # of two that are compared; half of it where it is not told which has more
    "at length": -1.68,  # where yes or no is asked: long sentences have more of the question and decide less of it
}
# The same where no pairs of `bot.answers.crosses` speak, as for English questions: learned without them.
SUPPORT_ALONE = {
    "base": 0.91,
    "said": -0.09,
    "around": 3.64,
    "article": 1.80,
    "titled": 2.61,
    "act": 0.69,
    "head": 0.98,
    "head around": 0.01,
    "late": 1.63,
    "last": -0.07,
    "rarest around": 0.90,
    "asks": -1.21,
    "typed": 0.73,
    "bound": 0.66,
    "typed who": 0.20,
    "typed number": 2.67,
    "typed when": 0.79,
    "typed why": 0.39,
    "typed how": -0.53,
    "typed name": 0.08,
    "typed where": 0.47,
    "typed list": -0.35,
    "agreed": 0.09,
    "explains": 1.49,
    "marked": 3.27,
    "defines": 4.35,
    "most": 3.46,
    "compares": 0.85,
    "excepts": 2.17,
    "whether": -0.19,
    "negates": 1.21,
    "enough": -0.47,
    "decides": 0.69,
    "turned": 2.22,
    "head marked": 1.33,
    "ranked": 7.44,
    "reason told": 1.03,
    "means told": 1.94,
    "items": 4.38,
    "new figures": 0.80,
    "list marks": -0.06,
    "lead": -0.31,
    "before": 0.83,
    "typed around": 1.94,
    "base squared": 0.39,
    "base over article": 0.17,
    "beyond title": 2.06,
    "means around": 0.61,
    "meaning told": 1.34,
    "both named": 1.05,
    "at length": -3.18,
}

# Whether the best sentence answers at all: a logistic over `bot.answers.confidence`, learned there too, from indexes of
# three sizes. Crossed over articles .59 of the near misses are refused where .08 of the answerable needs are.
CONFIDENCE = {
    "nearer elsewhere": -3.62,  # how much more another sentence has around it
    "agreed": 1.65,  # other articles have the same
    "words there": 3.95,  # of the question, in the article, over 10
    "missing share": -2.22,  # of the nouns, in the article
    "name missing": -1.43,  # of a person, a body, a place, in the article
    "place missing": -0.72,  # the same of a place, which nobody spells wrong
    "place not beside": -0.94,  # the same, in the sentence, around it and in the title
    "act there": 0.38,  # the verb, in the article
    "no figure": -2.16,  # where one is asked for
    "no amount": -1.94,  # of money, where that is asked for
    "unlikely figure": -1.15,  # where one is asked for: how far the sentence is from the likeliest by its words
    "head missing": -0.81,  # what is asked for by name: 연봉, 입장료, 변호사
    "around open": 0.61,  # share said with what is around, where a reason, a way or a verdict is asked for
    "date of another act": -1.45,  # share of the verb that the sentence has not, where a date is asked for
    "seldom in vain": 1.29,  # a kind of question that is hardly asked of what nobody wrote
    "other year": -3.83,  # a year is named that the article tells nothing of
    "other month": -1.85,  # the same of a month
    "other number": -3.68,  # one of a row is named, 4호기, that is not there
    "no age": -0.90,  # where one is asked for
    "unnamed": -1.77,  # who it was is asked, and it was A씨
    "silent speaker": -0.97,  # somebody's words are asked for who is not named there
    "only planned": -1.00,  # asked as done, told as planned
    # Learned beside those above, which stayed as they were, from the same needs asked of the whole index.
    "counted missing": -1.75,  # in the sentence: the thing of which a number or a price is asked
    "undated": -0.75,  # no day is told of what is asked about
    "subject missing": -1.15,  # in the article: what is named first, and stands in others
    # Learned in the same way beside all of those: 20 near misses and 3 answered needs of 1,675 had an untold event.
    "event untold": -2.50,  # what is asked about as happened, in the article; or the sentence tells the opposite
    "reason untold": -0.90,  # where one is asked for
    "english": -0.42,  # what the three above, which look at Korean alone, let the bias rise by
}
CONFIDENCE_BIAS = 0.23  # .078 of 1,212 needs are refused

# The chance that the first sentence of an answer is right, by `bot.answers.certainty`: a logistic, learned from crossed
# logits of what was answered.
CERTAINTY = {
    "answerable": 0.57,  # the logit of CONFIDENCE, up to where more of it is not righter
    "lead": 0.21,  # what the sentence is worth above the next one
    "lead over fifth": 0.28,
    "bound": 0.30,  # as in SUPPORT
    "open": -0.28,  # why, how, what, whether
    "figure": 0.29,  # a figure, a date, a person
}
CERTAINTY_BIAS = -1.64
