"""A run's state on disk: enough to go on exactly where it stopped."""

import json
import os
from pathlib import Path

import keras

STATE = "checkpoint.json"


def save_checkpoint(folder, model, state):
    """Write model, optimizer and `state` (with its `step`) so that a crash at any moment loses nothing.

    `checkpoint.json` names the model file it belongs to and is replaced in one move, last.
    """
    folder = Path(folder)
    name = f"checkpoint-{state['step']}.keras"
    model.save(folder / name)
    write_json(folder / STATE, {**state, "model": name})
    for older in folder.glob("checkpoint-*.keras"):
        if older.name != name:
            older.unlink()


def load_checkpoint(folder):
    """The state and the compiled model last saved in `folder`, or None."""
    path = Path(folder) / STATE
    if not path.exists():
        return None
    state = json.loads(path.read_text())
    return state, keras.saving.load_model(path.with_name(state["model"]))


def remove_checkpoint(folder):
    """Drop what only an unfinished run needs."""
    folder = Path(folder)
    for path in [folder / STATE, *folder.glob("checkpoint-*.keras")]:
        path.unlink(missing_ok=True)


def write_json(path, value):
    """Write `value` to `path` in one move."""
    path = Path(path)
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(json.dumps(value, indent="\t", allow_nan=False) + "\n")
    os.replace(partial, path)
