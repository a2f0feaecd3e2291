import pytest

from generator.derive.terms import Link, Missing, Names, Period, Quantity, Share
from generator.load.schemas import Unit
from tests import invented

WORKS = Unit("obra", "obras")
PLACES = (
    """
name: barrios
title: Barrios
schema:
  fields:
    - {name: id, title: Identificador, type: string}
    - {name: nombre, title: Nombre, type: string}
  primaryKey: id
label: nombre
entity: {singular: barrio, plural: barrios}
views: {}
""",
    "id,nombre\nbruma,Bruma\ncielo,Cielo\nduna,Duna\nfaro,Faro\n",
)
SCHEMA = """
name: obras
title: Obras
{publisher}
schema:
  fields:
    - {{name: barrio, title: Barrio, type: string}}
    - {{name: periodo, title: Periodo, type: string, rdfType: "http://purl.org/dc/terms/PeriodOfTime"}}
    - {{name: obras, title: Obras, type: integer, unit: {{one: obra, other: obras}}}}
  foreignKeys: [{{fields: barrio, reference: {{resource: barrios, fields: id}}}}]
views:
  por-barrio: {{title: Obras por barrio, group: barrio, measure: {{field: obras, aggregate: sum}}, {more}}}
  por-periodo: {{title: Obras por periodo, group: periodo, measure: {{field: obras, aggregate: sum}}, {more}}}
  por-ambos: {{title: Obras, group: [barrio, periodo], measure: {{field: obras, aggregate: sum}}, {more}}}
  cifra: {{title: Obras, group: [barrio, periodo], measure: {{field: obras, aggregate: value}}, {more}}}
"""
BRUMA, CIELO, DUNA, FARO = (Link(name, f"barrios/{name.lower()}/") for name in ("Bruma", "Cielo", "Duna", "Faro"))


def spoken(text):
    """Return a period as it stands inside a sentence."""
    return Period(text, spoken=True)


def works(number):
    """Return a number of works, as sentences hold it."""
    return Quantity(number, WORKS, 0)


def tell(rows, view="por-barrio", entity="", **texts):
    """Return the sentences of a figure as (key, values), of rows such as `faro,2024,3`; the lead may have no key."""
    schema = SCHEMA.format(**{"more": "order: group", "publisher": "theme: ''", **texts})
    made = invented.build(PLACES, (schema, "".join(f"{row}\n" for row in ("barrio,periodo,obras", *rows))))
    found = invented.figure(made, "obras", view, entity and f"barrios/{entity}")
    return {sentence.key: dict(sentence.values) for sentence in found.sentences}


def test_the_lead_tells_the_total():
    """A sum opens with its title and its total."""
    told = tell(["bruma,2024,3", "cielo,2024,4"])

    assert {"title": "Obras", "value": works(7)} == told["lead.whole"]


def test_the_city_may_lead_in_its_own_words(villa):
    """A declared lead takes the place of the plain one, with the same value."""
    lead = invented.figure(villa, "visitas", "por-centro").sentences[0]

    assert "Villa Serena recibió {value} en 2024." == lead.pattern
    assert {"value": Quantity(3000, Unit("visita", "visitas"), 0)} == dict(lead.values)


def test_values_that_do_not_add_up_have_no_total():
    """A view of single values never tells a sum."""
    told = tell(["bruma,2024,3", "cielo,2024,4"], "cifra")

    assert not {"lead.whole", "lead.entity"} & set(told)


def test_the_leader_is_told_with_two_followers():
    """A ranking tells who is first, and the next two."""
    told = tell(["bruma,2024,9", "cielo,2024,4", "duna,2024,3", "faro,2024,1"])

    assert BRUMA == told["ranking.top"]["name"]
    assert works(9) == told["ranking.top"]["value"]
    assert {"names": Names((CIELO, DUNA))} == told["ranking.next"]


def test_the_leader_is_told_with_its_share():
    """Where the view asks for shares the leader's is told."""
    told = tell(["bruma,2024,3", "cielo,2024,1"], more="share: true")

    assert Share(0.75) == told["ranking.top_share"]["share"]


def test_the_leader_has_no_share_of_an_unknown_whole():
    """Where a row has no data the leader is told without a share."""
    told = tell(["bruma,2024,3", "cielo,2024,"], more="share: true")

    assert "ranking.top_share" not in told


def test_several_leaders_are_told_together():
    """A tie for the first place names all who share it, and no follower."""
    told = tell(["bruma,2024,4", "cielo,2024,4", "duna,2024,1"])

    assert Names((BRUMA, CIELO)) == told["ranking.tied"]["names"]
    assert "ranking.next" not in told


def test_a_place_shared_beyond_the_second_follower_is_not_told_in_part():
    """Where the last follower is tied with a group that would be left out, no follower is named."""
    told = tell(["bruma,2024,9", "cielo,2024,4", "duna,2024,3", "faro,2024,3"])

    assert "ranking.next" not in told


def test_equal_groups_are_told_as_equal():
    """Where all groups have one value, nobody leads."""
    told = tell(["bruma,2024,4", "cielo,2024,4"])

    assert works(4) == told["ranking.all_equal"]["value"]
    assert "ranking.tied" not in told


def test_a_single_group_is_no_ranking():
    """One group leads nobody: only the total is told."""
    assert {"lead.whole"} == set(tell(["bruma,2024,4"]))


@pytest.mark.parametrize(
    ("last", "key", "change"), [(6, "series.up", 0.5), (3, "series.down", 0.25), (4, "series.same", None)]
)
def test_a_trend_is_told(last, key, change):
    """A series tells how the last period differs from the first, as a part of the first."""
    told = tell(["faro,2022,4", f"faro,2023,{last}"], "por-periodo")

    expected = {"first": spoken("2022"), "last": spoken("2023"), "from": Quantity(4, None, 0), "to": works(last)}
    assert (expected | ({"change": Share(change)} if change else {})) == told[key]


def test_a_change_from_zero_is_told_without_a_percentage():
    """Nothing can be told as a percentage of zero: both values are."""
    told = tell(["faro,2022,0", "faro,2023,5"], "por-periodo")

    assert works(5) == told["series.other"]["to"]
    assert "change" not in told["series.other"]


def test_a_trend_goes_between_the_first_and_the_last_period_with_data():
    """Periods without data at either end are not compared."""
    told = tell(["faro,2021,", "faro,2022,4", "faro,2023,6", "faro,2024,"], "por-periodo")

    assert (spoken("2022"), spoken("2023")) == (told["series.up"]["first"], told["series.up"]["last"])


def test_a_peak_between_the_ends_is_told():
    """The highest period is told where it is neither the first nor the last."""
    told = tell(["faro,2022,4", "faro,2023,9", "faro,2024,5"], "por-periodo")

    assert {"name": spoken("2023"), "value": works(9)} == told["series.highest"]


@pytest.mark.parametrize(
    "rows", [["faro,2022,9", "faro,2023,1"], ["faro,2021,1", "faro,2022,9", "faro,2023,9", "faro,2024,2"]]
)
def test_a_peak_at_an_end_or_shared_is_not_told(rows):
    """The highest period is not told where the trend says it already, or where it is not one period."""
    assert "series.highest" not in tell(rows, "por-periodo")


def test_a_period_alone_has_no_trend():
    """One period with data is compared with nothing."""
    assert {"lead.whole", "figure.gaps"} == set(tell(["faro,2022,4", "faro,2023,"], "por-periodo"))


def test_an_entity_is_told_its_value_and_rank():
    """On its own page an entity has its value and its rank among all that have one."""
    told = tell(["bruma,2024,9", "cielo,2024,4", "duna,2024,3"], entity="cielo")

    assert ("Cielo", works(4)) == (told["lead.entity"]["name"], told["lead.entity"]["value"])
    assert {"rank": 2, "of": 3, "plural": "barrios"} == told["position.alone"]


def test_a_shared_rank_is_told_as_shared():
    """An entity tied with others shares its rank with them by name."""
    told = tell(["bruma,2024,4", "cielo,2024,4", "duna,2024,4", "faro,2024,1"], entity="cielo")

    expected = {"rank": 1, "of": 4, "plural": "barrios", "names": Names((BRUMA, DUNA))}
    assert expected == told["position.tied"]


def test_a_rank_among_gaps_is_one_among_those_with_data():
    """Where others have no data the rank says that it is among those that have."""
    told = tell(["bruma,2024,9", "cielo,2024,4", "duna,2024,"], entity="cielo")

    assert {"rank": 2, "of": 2, "plural": "barrios"} == told["position.alone_known"]


def test_a_rank_is_told_with_its_share():
    """Where the view asks for shares, the entity's is told with its rank."""
    told = tell(["bruma,2024,3", "cielo,2024,1"], entity="cielo", more="share: true")

    assert Share(0.25) == told["position.alone_share"]["share"]


def test_a_tie_among_gaps_is_told_as_both():
    """A shared rank among groups of which some have no data says both."""
    told = tell(["bruma,2024,4", "cielo,2024,4", "duna,2024,"], entity="cielo")

    assert Names((BRUMA,)) == told["position.tied_known"]["names"]


@pytest.mark.parametrize("rows", [["bruma,2024,9", "cielo,2024,"], ["bruma,2024,9"]])
def test_an_entity_without_data_is_told_so(rows):
    """An entity whose cell is blank, or which has no row, has no data; it is not zero, and has no rank."""
    told = tell(rows, entity="cielo")

    assert {"figure.no_data_of": {"title": "Obras por barrio", "publisher": "", "name": "Cielo"}} == told


def test_missing_data_names_who_would_have_to_publish_it():
    """Where the dataset has a publisher, the gap says so."""
    told = tell(
        ["bruma,2024,9"], entity="cielo", publisher="contributors: [{title: Oficina de Obras, roles: [publisher]}]"
    )

    assert "Oficina de Obras" == told["figure.no_data_of_published_by"]["publisher"]


def test_who_is_no_publisher_owes_nothing():
    """A contributor with another role is not named as the one who would have to publish."""
    told = tell(
        ["bruma,2024,9"], entity="cielo", publisher="contributors: [{title: Oficina de Obras, roles: [author]}]"
    )

    assert {"figure.no_data_of"} == set(told)


def test_a_figure_without_any_data_says_so():
    """Where every cell is blank the figure says that there is no data, and tells no total."""
    told = tell(["bruma,2024,", "cielo,2024,"])

    assert {"figure.no_data": {"title": "Obras por barrio", "publisher": ""}} == told


def test_gaps_are_told():
    """Groups without data are counted in a sentence."""
    told = tell(["bruma,2024,9", "cielo,2024,4", "duna,2024,"])

    assert {"count": 1, "of": 3} == told["figure.gaps"]


def test_rows_without_a_group_are_told():
    """Rows that say no group are counted in a sentence, by the title of the field."""
    told = tell(["bruma,2024,9", ",2024,4"])

    assert {"count": 1, "field": "Barrio"} == told["figure.unkeyed"]


def test_a_figure_without_rows_says_so():
    """Where no row meets the condition, the figure says that there are no rows yet."""
    told = tell(["bruma,2024,9"], more="where: {periodo: '1999'}")

    assert {"figure.nothing": {"title": "Obras"}} == told


def test_each_panel_tells_its_largest_part():
    """With two groups the largest part of each first group is told."""
    told = tell(["bruma,2023,1", "bruma,2024,9"], "por-ambos")

    assert {"panel": BRUMA, "name": Period("2024"), "value": works(9)} == told["panel.top"]


def test_a_panel_with_two_largest_parts_tells_none():
    """Where two parts of a group are equally large none is called the most frequent."""
    assert "panel.top" not in tell(["bruma,2023,9", "bruma,2024,9", "bruma,2025,1"], "por-ambos")


def test_an_entity_is_told_what_is_there(villa):
    """A presence figure counts what the entity has, among what is known, and names it."""
    found = invented.figure(villa, "oferta", "aqui", "centros/norte")
    told = {sentence.key: dict(sentence.values) for sentence in found.sentences}

    names = Names((Link("Recibo del agua", "servicios/agua/"), Link("Registro de vecinos", "servicios/registro/")))
    assert {"name": "Centro Norte", "count": 2, "of": 3, "plural": "servicios"} == told["presence.count"]
    assert {"names": names} == told["presence.here"]
    assert {"count": 1} == told["presence.absent_elsewhere"]


def test_what_is_not_known_is_neither_there_nor_absent(villa):
    """A blank pair is not counted among those that could be there."""
    found = invented.figure(villa, "oferta", "aqui", "centros/isla")
    told = {sentence.key: dict(sentence.values) for sentence in found.sentences}

    assert {"name": "Isla Mayor", "count": 0, "of": 2, "plural": "servicios"} == told["presence.count"]


def test_no_value_is_ever_told_as_missing():
    """A sentence with a lead of the city's own never says a value that is not there."""
    told = tell(["bruma,2024,", "cielo,2024,"], more="lead: {whole: 'Se hicieron {value}.'}")

    assert not any(isinstance(value, Missing) for values in told.values() for value in values.values())


def test_stages_are_told_in_their_own_order():
    """A few listed values in the order of their list are told one by one, not as a ranking."""
    text = """
name: gasto
title: Gasto
schema:
  fields:
    - {name: momento, title: Momento, type: string, constraints: {enum: [asignado, ejecutado, pagado]}}
    - {name: obras, title: Obras, type: integer, unit: {one: obra, other: obras}}
views:
  momentos: {title: Momentos, group: momento, measure: {field: obras, aggregate: value}, order: group}
"""
    made = invented.build((text, "momento,obras\nasignado,9\nejecutado,4\npagado,1\n"))

    told = invented.figure(made, "gasto", "momentos").sentences

    assert [("asignado", works(9)), ("ejecutado", works(4)), ("pagado", works(1))] == [
        (sentence.values["name"], sentence.values["value"]) for sentence in told if sentence.key == "ranking.each"
    ]
    assert {"ranking.each"} == {sentence.key for sentence in told}
