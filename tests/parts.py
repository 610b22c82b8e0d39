"""The parts of the package, in the order of their imports."""

# Each part may import those before it.
ORDER = (
    *(
        "errors",
        "text",
        "placeholders",
        "urls",
        "dates",
        "authors",
        "files",
        "places",
        "figures",
        "metrics",
        "fields",
        "model",
    ),
    *("signing", "loading", "query", "origins", "citation", "comparison", "directory", "changes", "release", "linter"),
    "naming",
    *(
        "documents",
        "drafts",
        "rules",
        "schema",
        "editing",
        "recording",
        "database",
        "exporters",
        "importing",
        "evidence",
        "extracting",
        "terminal",
        "cli",
    ),
    *("__main__", "__init__"),
)
