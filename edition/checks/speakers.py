"""Check that every quotation has a speaker, and that tellings are complete and on a page."""

from collections.abc import Iterator
from itertools import pairwise

from edition.content.model import Content
from edition.content.quotations import contains, nearest, texts
from edition.content.records import Attribution, PassagePlace
from edition.diagnostics import Problem, suggestion

SPEAKERS, TELLINGS = "docs/data/speakers.yml", "docs/data/tellings.yml"
# The argument of “/// quotations” for all speakers that have no block of their own.
OTHERS = "others"


def problems(content: Content) -> Iterator[Problem]:
    """Yield problems in speakers.yml and tellings.yml, and every quotation without a speaker."""
    yield from _speakers(content)
    yield from _quotations(content)
    yield from _stories(content)


def _speakers(content: Content) -> Iterator[Problem]:
    ids: dict[str, int] = {}
    cutoff = content.project.edition.cutoff
    for item in content.attributions.values():
        yield from _passage(content, item)
        yield from _words(content, item)
        if item.id in ids:
            what = f"The id “{item.id}” is used twice (first on line {ids[item.id]})."
            yield item.place.problem("id", what, "Give this record a new number.")
        ids.setdefault(item.id, item.place.line)
        if item.said and item.said.is_after(cutoff):
            what = f"“{item.id}” was said on {item.said}, after the evidence's cut-off on {cutoff}."
            yield item.place.problem("said", what, "Correct the date.")


def _words(content: Content, item: Attribution) -> Iterator[Problem]:
    """Yield a problem for words that ITEM singles out and that its passage does not have."""
    held = texts(filter(None, [content.passages.get(item.key)]))
    for field, words in {"words": item.words, "original": item.original}.items():
        if held and words and not any(contains(text, words) for text in held):
            what = f"The passage “{', '.join(filter(None, item.key))}” has no “{words}”."
            near = nearest(words, held)
            hint = f"The nearest words are “{near}”." if near else "Write words of the passage."
            yield item.place.problem(field, what, hint)


def _quotations(content: Content) -> Iterator[Problem]:
    pages = [page for page in content.pages.values() if page.blocks_named("quotations")]
    speakers = {item.speaker for item in content.attributions.values()}
    shown = set()
    for page in pages:
        for block in page.blocks_named("quotations"):
            if block.argument not in speakers | {OTHERS}:
                what = f"No quotation is of “{block.argument}”."
                hint = suggestion(block.argument, speakers, f"Name a speaker of {SPEAKERS}.")
                yield Problem(page.file, block.line, what, hint)
            shown.add(block.argument)
    for key, quotations in content.attributed.items() if pages else ():
        if key not in content.attributions:
            named = ", ".join(filter(None, key))
            what = f"Nobody is named who says “{quotations[0].words}”."
            hint = f"Add a record for “{named}” to {SPEAKERS}: id, speaker, said, telling."
            yield Problem(quotations[0].file, quotations[0].line, what, hint)
        elif (item := content.attributions[key]).speaker not in shown and OTHERS not in shown:
            what = f"No block shows the quotations of “{item.speaker}”."
            yield item.place.problem("speaker", what, f"Add “/// quotations | {OTHERS}”.")


def _stories(content: Content) -> Iterator[Problem]:
    for page in content.pages.values():
        for block in page.blocks_named("tellings"):
            if block.argument not in content.stories:
                what = f"There is no story “{block.argument}”."
                hint = suggestion(block.argument, content.stories, f"Add it to {TELLINGS}.")
                yield Problem(page.file, block.line, what, hint)
    for story in content.stories.values():
        if story.id not in content.story_pages:
            what = f"No page shows the story “{story.id}”."
            yield story.place.problem("id", what, f"Place it: “/// tellings | {story.id}”.")
        if story.until and story.until < story.happened:
            what = f"The event ends on {story.until}, before it begins ({story.happened})."
            yield story.place.problem("until", what, "Correct one of the two dates.")
        for telling in story.tellings:
            for place in telling.passages:
                yield from _passage(content, place)
            if telling.told.is_after(content.project.edition.cutoff):
                what = f"The telling is dated {telling.told}, after the evidence's cut-off."
                yield telling.place.problem("told", what, "Correct the date.")
        for earlier, telling in pairwise(story.tellings):
            if telling.told < earlier.told:
                what = f"The telling comes after a later one ({earlier.told})."
                yield telling.place.problem("told", what, "Keep them in the order of their dates.")


def _passage(content: Content, place: PassagePlace) -> Iterator[Problem]:
    """Yield a problem if the passage at PLACE does not exist."""
    if place.key in content.passages:
        return
    line = place.place.lines["source"]
    if place.source not in content.sources:
        yield content.unknown_source(place.place.file, line, place.source)
        return
    locators = [passage.locator for passage in content.passages_of(place.source)]
    what = f"There is no passage “{', '.join(filter(None, place.key))}”."
    hint = suggestion(place.locator, locators, "Write the locator as passages.yml does.")
    yield place.place.problem("locator", what, hint)
