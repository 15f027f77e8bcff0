import ArgumentParser

/// What `firstlight signals` prints.
enum SignalsFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}
