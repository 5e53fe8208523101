"""The content of the model cache, as a table or as JSON."""

import json
from dataclasses import asdict

import typer
from rich.console import Console
from rich.table import Table

from spotter.estimators.models.catalogue import ModelCache, ModelState
from spotter.estimators.models.inventory import InventoryEntry

_STYLES = {ModelState.READY: "green", ModelState.MISSING: "yellow", ModelState.DAMAGED: "red"}


def show(cache: ModelCache, models: tuple[InventoryEntry, ...], *, as_json: bool) -> None:
    """Print the models on standard output."""
    if as_json:
        shown = [asdict(model) | {"state": model.state.value} for model in models]
        typer.echo(json.dumps({"folder": str(cache.folder), "models": shown}, indent=2))
    else:
        console = Console()
        console.print(_table(models))
        console.print(f"Folder: {cache.folder}", soft_wrap=True, highlight=False, markup=False)


def _table(models: tuple[InventoryEntry, ...]) -> Table:
    table = Table("Model", "Licence", "Size", "Source", "State")
    table.columns[0].no_wrap = True
    table.columns[3].overflow = "fold"
    for model in models:
        size = f"{model.size_bytes / 1e6:.1f} MB" if model.size_bytes else ""
        styled = f"[{_STYLES[model.state]}]{model.state.value}[/]"
        table.add_row(model.name, model.licence, size, model.source, styled)
    return table
