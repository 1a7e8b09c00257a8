"""What "the same" means between two articles: the one definition, for searches, digests, answers and the desk.

Two grades, each with its measure:

- **the same text** (`bot.stories.story`, MinHash): another paper's copy of one dispatch, an update of it, its caption.
  Decides what an editor is warned of, and what a digest takes for told: tomorrow's turn of a story is written anew,
  and is news.
- **the same event** (`bot.stories.reports`, cosine): reports that share the rare words of their leads, whoever wrote
  them. Decides what is shown as one: a hit with its other reports, an entry of a digest (`bot.stories.similarity`).
  96 of 100 pairs of a search read by hand tell one event, 37 of 41 of three days of digests.

Neither is chained across events: a text joins a story by its likeness to a member, an event has one leader.
"""

from __future__ import annotations

# The same text
TEXT_LEAD = 600  # characters of a body that are compared; what follows is background that other stories share
TEXT_RULES = (
    (0.5, 0),
    (0.25, 45),
    (0.1, 70),
)  # (least Jaccard of 4-syllable shingles, least title ratio 0..100)
TEXT_DAYS_APART = 7  # reports further apart retell a routine (weather, markets), not one story
BRIEF_SYLLABLES = 150  # of a body; below, photo captions of a paper collapse into one cluster of 1,720
BRIEF_TITLE = 76  # ratio of a brief's title to a report's

# The same event
EVENT_LEAD = 500  # characters of a body that are compared
EVENT_COSINE = 0.38  # least cosine of two leads; .30 would join later turns of the matter
EVENT_COSINE_BRIEF = 0.5  # where one of them has little to compare
BRIEF_CHARS = 150  # of a body, below which it has
EVENT_DAYS_APART = 2
