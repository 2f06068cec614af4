"""The model on Splink's Spark backend: the same comparisons and weights, spelled for Spark."""

from typing import TYPE_CHECKING, Any

from syncer.linkage.levels import SPARK
from syncer.linkage.model import Weights, rarity_columns, settings
from syncer.linkage.statement import quiet

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def similarity(session: "SparkSession") -> None:
    """Make the functions of Splink's jar known to this session, such as ``jaro_winkler``."""
    from splink.backends.spark import SparkAPI

    with quiet():
        made: Any = SparkAPI
        made(spark_session=session, break_lineage_method="persist")


def predicted(session: "SparkSession", weights: Weights, records: int) -> str:
    """The name of a table of Splink's predictions for table ``candidates`` over ``features`` and ``rarity_<column>``.

    It is kept in memory until the session's cache is cleared. The session needs Splink's jar.
    """
    from splink import Linker
    from splink.backends.spark import SparkAPI

    with quiet():
        made: Any = SparkAPI
        api = made(spark_session=session, break_lineage_method="persist")
        chosen = settings(weights, records, SPARK)
        linker = Linker(api.register(session.table("features")), chosen, validate_settings=False)
        for column in rarity_columns():
            rarity = api.register(session.table(f"rarity_{column}"))
            linker.table_management.register_term_frequency_lookup(rarity, column)
        linker.table_management.register_blocked_pairs_for_predict(api.register(session.table("candidates")))
        return str(linker.inference.predict(warning_mode="never").physical_name)
