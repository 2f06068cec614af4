"""Ways to match employers that others use, each as a score from 0 to 1, to stand beside the cascade.

The threshold of each is the one with the best recall at precision .90 or more on the very rows it is judged on: the
kindest reading for it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log, sqrt

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from syncer.core.employers.normalise import Cleaner, joined

Score = Callable[[str, str], float]


def rivals(cleaner: Cleaner, texts: Sequence[str]) -> Mapping[str, Score]:
    """Scorers of (target, text). ``texts``: all texts, for the weights of character 3-grams."""

    def cleaned(text: str) -> str:
        return " ".join(cleaner.words(text))

    grams = Trigrams([cleaned(text) for text in texts])
    return {
        "exact after cleaning": lambda a, b: float(
            bool(cleaner.words(a)) and joined(cleaner.words(a)) == joined(cleaner.words(b))
        ),
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(cleaned(a), cleaned(b)) / 100,
        "rapidfuzz token_set": lambda a, b: fuzz.token_set_ratio(cleaned(a), cleaned(b)) / 100,
        "Jaro-Winkler": lambda a, b: JaroWinkler.similarity(cleaned(a), cleaned(b)),
        "char 3-gram TF-IDF": lambda a, b: grams.cosine(cleaned(a), cleaned(b)),
    }


class Trigrams:
    """Cosine of character 3-gram vectors, weighted by inverse document frequency."""

    def __init__(self, texts: Sequence[str]) -> None:
        seen = Counter(gram for text in texts for gram in set(_grams(text)))
        self._weights = {gram: log((1 + len(texts)) / (1 + count)) + 1 for gram, count in seen.items()}
        self._unseen = log(1 + len(texts)) + 1

    def cosine(self, left: str, right: str) -> float:
        """Similarity from 0 to 1."""
        a, b = self._vector(left), self._vector(right)
        shared = sum(weight * b[gram] for gram, weight in a.items() if gram in b)
        size = sqrt(sum(w * w for w in a.values())) * sqrt(sum(w * w for w in b.values()))
        return shared / size if size else 0.0

    def _vector(self, text: str) -> dict[str, float]:
        return {gram: count * self._weights.get(gram, self._unseen) for gram, count in Counter(_grams(text)).items()}


def _grams(text: str) -> list[str]:
    padded = f"  {text} "
    return [padded[at : at + 3] for at in range(len(padded) - 2)] if text else []


def best_threshold(
    scores: Sequence[float], labels: Sequence[bool], precision: float = 0.9
) -> tuple[float, float, float]:
    """(threshold, precision, recall): the most recall at the precision, or the best precision where none reaches it."""
    found = []
    for threshold in sorted(set(scores)):
        chosen = [label for score, label in zip(scores, labels, strict=True) if score >= threshold]
        true = sum(chosen)
        found.append((true / len(chosen), true / max(1, sum(labels)), threshold))
    reaching = [(recall, reached, threshold) for reached, recall, threshold in found if reached >= precision]
    if reaching:
        recall, reached, threshold = max(reaching)
        return threshold, reached, recall
    reached, recall, threshold = max(found)
    return threshold, reached, recall
