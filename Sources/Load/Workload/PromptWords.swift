/// The words that generated prompts are made of.
enum PromptWords {
    static let names = [
        "Amara", "Bastian", "Chiara", "Dmitri", "Elif", "Farouk", "Greta", "Hiro", "Ines", "Jonas",
        "Keiko", "Lars", "Mina", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Samir", "Tuva",
    ]

    static let subjects = [
        "tidal power stations", "sourdough starters", "the history of maps", "a leaking tap",
        "night trains across Europe", "compiler error messages", "raising tomatoes on a balcony",
        "mountain weather", "a job interview", "learning the cello", "tax returns",
        "the rules of handball", "old film cameras", "a birthday party for eight children",
        "database indexes", "bees in the city", "a broken bicycle chain", "chess openings",
        "packing for a week of rain", "the moons of Jupiter", "writing a thank-you letter",
        "insulating an attic", "a sore knee after running", "planning a small library",
    ]

    static let openings = [
        "What should a beginner know about", "What do most people get wrong about",
        "Which three facts matter most about", "How would you explain to a neighbour",
        "What is a good first step with", "What changed in the last ten years about",
        "Which mistakes are costly with", "How do experts think about",
    ]

    static let styles = [
        "Answer in plain words.", "Give an example.", "Be brief.", "List the steps.",
        "Say what you are unsure of.", "Compare two ways.", "Keep it friendly.",
    ]

    static let clauses = [
        "We talked yesterday about", "My sister once wrote to me about", "There was a report about",
        "Somebody at work keeps asking about", "I have read two books about",
        "Last winter we had trouble with", "The course begins with", "Nobody here agrees about",
    ]

    static let endings = [
        "and it went better than expected.", "which took the whole weekend.",
        "but the advice was contradictory.", "and I kept a few notes.",
        "so the budget is tight this time.", "and the children want to help.",
        "although the weather did not play along.", "which is why I am asking now.",
    ]

    /// What is to be done to source files.
    static let changes = [
        "rename the longest function and its callers", "add a limit on the number of results",
        "find the function that fails for an empty list", "write a test for the first function",
        "replace the sort by one that keeps the order of equals", "add type annotations",
    ]

    static let nouns = [
        "order", "ticket", "sensor", "account", "shipment", "reader", "recipe", "invoice",
        "station", "bicycle", "parcel", "lesson",
    ]

    static let verbs = ["find", "count", "merge", "check", "load", "rank", "drop", "split"]

    /// The beginning that all prompts of the retrieval set share.
    static let retrievalSystem =
        "You answer questions from the numbered passages and from nothing else. Name the passages "
        + "that an answer rests on in square brackets. If the passages do not hold the answer, say so "
        + "and say which passage comes nearest. Keep to the language of the question."
}
