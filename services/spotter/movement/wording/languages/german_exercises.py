"""German, for the exercises that come with Spotter; the pages' exercise_names.js has the same."""

EXERCISES = {
    "squat": "Kniebeuge",
    "front-squat": "Frontkniebeuge",
    "lunge": "Ausfallschritt",
    "biceps-curl": "Bizepscurl",
    "overhead-press": "Schulterdrücken",
    "front-raise": "Frontheben",
    "jumping-jack": "Hampelmann",
    "pull-up": "Klimmzug",
    "push-up": "Liegestütz",
    "bench-press": "Bankdrücken",
    "deadlift": "Kreuzheben",
    "plank": "Unterarmstütz",
    "wall-sit": "Wandsitzen",
}
