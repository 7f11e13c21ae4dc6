"""Every text of a plan, in the order in which the papers that leave out nothing print them."""

from collections.abc import Iterator

from essayplanner.argument.outline import LINK_KINDS, Outline, Paragraph


def everything_in_order(outline: Outline) -> list[str]:
    """Return every text that is not empty."""
    return list(filter(None, _texts(outline)))


def _texts(outline: Outline) -> Iterator[str]:
    yield from (outline.question.text, outline.argument)
    for paragraph in outline.paragraphs:
        yield from _of_paragraph(paragraph)
    rows = {row.factor.key: row for row in outline.paragraphs}
    for link in outline.links:
        cause, effect = rows[link.cause], rows[link.effect]
        yield from (cause.factor.short_name, LINK_KINDS[link.kind], effect.factor.short_name)
        yield link.sentence
        for proof in (*cause.evidence, *effect.evidence):
            if proof.key == link.evidence:
                yield from (proof.date_text, proof.title)
    yield from outline.criteria
    for paragraph in outline.paragraphs:
        if any(paragraph.weighed):
            yield from (paragraph.factor.short_name, *paragraph.weighed)
    yield outline.judgement
    yield from (row.reason for row in outline.set_aside)
    for source in outline.sources:
        yield "".join(run.text for run in source.reference)


def _of_paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from (paragraph.factor.name, paragraph.point)
    for item in paragraph.evidence:
        yield from (item.date_text, item.title, item.text)
        yield from (item.source.label if item.source else "", item.locator)
        yield from ("own",) * item.own
        for view in item.views:
            yield from (view.holders, view.claim)
    for quotation in paragraph.quotations:
        yield from (quotation.text, quotation.historian, quotation.source.title)
        yield from (quotation.source.years, quotation.page)
        yield from ("own",) * quotation.own
        yield "" if quotation.checked else "unchecked wording"
        yield from (quotation.short, quotation.wording, *quotation.notes)
    yield from (paragraph.explanation, paragraph.counter_argument, paragraph.reply)
    yield from (paragraph.link, paragraph.without)
