import ArgumentParser

/// What standard output carries, for commands that have no more to offer.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
