"""Entries of free-exercise-db's JSON, as it writes them."""

import json

SIT_UP = {
    "id": "3_4_Sit-Up",
    "name": "3/4 Sit-Up",
    "force": "pull",
    "level": "beginner",
    "mechanic": "compound",
    "equipment": "body only",
    "primaryMuscles": ["abdominals"],
    "secondaryMuscles": [],
    "instructions": ["Lie down on the floor.", "Raise your torso toward your knees."],
    "category": "strength",
    "images": ["3_4_Sit-Up/0.jpg"],
}
FLY = {
    **SIT_UP,
    "id": "Cable_Crossover",
    "name": "Cable Crossover",
    "force": "push",
    "mechanic": "isolation",
    "equipment": "cable",
    "primaryMuscles": ["chest"],
    "secondaryMuscles": ["shoulders"],
    "instructions": ["Pull your arms together in front of your chest."],
}
SQUAT = {
    **SIT_UP,
    "id": "Barbell_Squat",
    "name": "Squat",
    "equipment": "barbell",
    "primaryMuscles": ["quadriceps"],
    "secondaryMuscles": ["glutes"],
    "instructions": ["Bend your knees until your thighs are level."],
}


def file_of(*entries: object) -> bytes:
    """A file of these entries."""
    return json.dumps(entries).encode()
