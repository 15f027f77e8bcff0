import Foundation

/// Mistakes in the arguments that deserve a better answer than the parser's.
enum ArgumentAdvice {
    /// Options that other tools have for keys, and that firstlight must not have.
    private static let keyOptions: Set<String> = [
        "--api-key", "--apikey", "--api-token", "--key", "--token", "--bearer", "--password",
    ]

    /// Looks for a mistake.
    ///
    /// - Parameters:
    ///   - arguments: The arguments, without the program's name.
    ///   - commands: The names of all commands.
    /// - Returns: What to say instead of parsing, or `nil`. A key is never part of it.
    static func mistake(in arguments: [String], commands: [String]) -> UsageError? {
        keyOnCommandLine(arguments) ?? noCommand(arguments, commands: commands)
    }

    /// Every user of the machine can read the arguments of a process.
    private static func keyOnCommandLine(_ arguments: [String]) -> UsageError? {
        let names = arguments.prefix { $0 != "--" }.compactMap { argument in
            argument.split(separator: "=", maxSplits: 1).first.map { $0.lowercased() }
        }
        guard let name = names.first(where: { keyOptions.contains($0) }) else { return nil }
        return UsageError(
            "there is no \(name): keys are never taken as arguments, where others can read them; "
                + "put the key into an environment variable and name that, as in "
                + "--api-key-env OPENAI_API_KEY")
    }

    private static func noCommand(_ arguments: [String], commands: [String]) -> UsageError? {
        guard let first = arguments.first, !first.hasPrefix("-"),
            !commands.contains(first), first != "help"
        else { return nil }
        let list = commands.joined(separator: ", ")
        guard ProfileSource.isURL(first) || ProfileSource.isFile(first) else {
            return UsageError("unknown command \"\(first)\"; the commands are \(list)")
        }
        return UsageError(
            "a command is missing: write \"firstlight gate \(first)\"; the commands are \(list)")
    }
}
