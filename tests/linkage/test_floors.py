"""What was won on generated contacts cannot be lost quietly. Seeds differ from those of the fit and the thresholds."""

import csv

import pytest

from syncer.link_file import link_file
from tests.benchmarks.identity.by_name import joined_by_name
from tests.benchmarks.identity.generate import COLUMNS, OTHER, USUAL, personal, pooled
from tests.benchmarks.identity.measure import pairwise


@pytest.mark.parametrize(
    ("make", "mix", "precision", "recall"),
    [(personal, USUAL, 0.985, 0.885), (personal, OTHER, 0.985, 0.835), (pooled, USUAL, 0.985, 0.945)],
    ids=["one book", "another mix of troubles", "pooled"],
)
def test_precision_and_recall_hold(make, mix, precision, recall, tmp_path):
    data = make(2_500, 7, mix)
    source, result = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS)
        writer.writeheader()
        writer.writerows(data.rows)
    link_file(source, result)
    with result.open(encoding="utf-8", newline="") as opened:
        found = dict(list(csv.reader(opened))[1:])
    quality = pairwise(data.person, found)
    assert quality.precision >= precision, quality
    assert quality.recall >= recall, quality


@pytest.mark.parametrize("mix", [USUAL, OTHER], ids=["usual", "another mix of troubles"])
def test_joins_by_a_rare_name_alone_are_many_and_hardly_ever_wrong(mix):
    right, joins = joined_by_name(personal(2_500, 7, mix))
    assert joins >= 90
    assert right / joins >= 0.96
