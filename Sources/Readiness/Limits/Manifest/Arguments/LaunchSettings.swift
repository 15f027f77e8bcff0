import Signals

/// What the arguments and variables of an engine say.
struct LaunchSettings {
    private(set) var settings: [DeclaredSetting] = []
    private(set) var notes: [ProfileNote] = []
    private(set) var problems: [ProfileProblem] = []

    private let arguments: EngineArguments
    private let file: String
    private let fallbackLine: Int?

    /// Reads the arguments of an engine.
    ///
    /// - Parameters:
    ///   - launch: the engine and its words.
    ///   - file: the name of the file in messages.
    ///   - fallbackLine: the line of words that know none.
    init(_ launch: LaunchLine, file: String, fallbackLine: Int?) {
        self.init(launch.arguments, file: file, fallbackLine: fallbackLine)
        read(launch.words)
    }

    /// Begins without arguments.
    init(_ arguments: EngineArguments, file: String, fallbackLine: Int?) {
        self.arguments = arguments
        self.file = file
        self.fallbackLine = fallbackLine
    }

    private mutating func read(_ words: [ManifestWord]) {
        var index = 0
        var mayBeModel = true
        while index < words.count {
            let word = words[index]
            index += 1
            guard word.text.hasPrefix("-"), word.text.count > 1 else {
                // The model is the first word that is no flag's value.
                if mayBeModel, setting(.model) == nil,
                    [.vllm, .tensorrtLLM, .lmdeploy].contains(
                        arguments.engine)
                {
                    add(.model, flag: "MODEL", value: word.text, line: word.line)
                }
                mayBeModel = false
                continue
            }
            let parts = word.text.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let flag = arguments.flag(named: name) else {
                remarkMisspelling(of: name, line: word.line)
                // What follows may be the value of a flag that nobody here knows.
                mayBeModel = parts.count > 1
                continue
            }
            mayBeModel = true
            guard flag.takesValue else {
                add(flag.role, flag: name, value: "", line: word.line)
                continue
            }
            if parts.count > 1 {
                add(flag.role, flag: name, value: String(parts[1]), line: word.line)
            } else if index < words.count, !Self.isFlag(words[index].text) {
                add(flag.role, flag: name, value: words[index].text, line: word.line)
                index += 1
            } else {
                report("\(name) has no value", flag: name, found: "nothing", line: word.line)
            }
        }
    }

    /// Reads the variables that stand for flags; a flag wins over its variable.
    mutating func read(variables: [String: (value: String, line: Int?)]) {
        for flag in arguments.flags where setting(flag.role) == nil {
            for name in flag.variables {
                guard let (value, line) = variables[name] else { continue }
                add(flag.role, flag: name, value: value, line: line)
            }
        }
    }

    /// Reads one pair of a mapping such as `maxNumSeqs: 2`.
    ///
    /// - Returns: whether the key means a flag.
    mutating func read(key: String, value: String, line: Int?) -> Bool {
        guard let flag = arguments.flag(key: key) else { return false }
        add(flag.role, flag: key, value: value, line: line)
        return true
    }

    /// Adds what the manifest says beside the command line.
    mutating func add(_ role: SettingRole, flag: String, value: String, line: Int?) {
        let line = line ?? fallbackLine
        var setting = DeclaredSetting(
            role: role, flag: flag, value: value, place: SourcePlace(file: file, line: line))
        if role.isNumeric {
            if let open = value.firstIndex(of: "$") {
                notes.append(
                    note(
                        "the value of \(flag) comes from \(String(value[open...]).quoted), which "
                            + "this file does not set; it is left out", line))
            } else if !["auto", "-1", "null", "None"].contains(value) {
                setting.number = arguments.number(value)
                if setting.number == nil {
                    report(
                        "\(flag): expected a whole number above zero, found \(value.quoted)",
                        flag: flag, found: value, line: line)
                }
            }
        }
        settings.append(setting)
    }

    private func setting(_ role: SettingRole) -> DeclaredSetting? {
        settings.last { $0.role == role }
    }

    private mutating func remarkMisspelling(of name: String, line: Int?) {
        guard name.hasPrefix("--"), let meant = arguments.flagMeant(by: name) else { return }
        notes.append(
            note("\(name.quoted) is no flag that limits; did you mean \(meant.quoted)?", line))
    }

    private mutating func report(_ message: String, flag: String, found: String, line: Int?) {
        problems.append(
            ProfileProblem(
                place: place(line ?? fallbackLine), keyPath: flag, message: message, found: found,
                expected: "a whole number above zero"))
    }

    private func note(_ message: String, _ line: Int?) -> ProfileNote {
        ProfileNote(place: place(line ?? fallbackLine), message: message)
    }

    private func place(_ line: Int?) -> ProfileProblem.Place {
        line.map { .line(file: file, line: $0, column: 1) } ?? .file(file)
    }

    /// Whether a word is a flag and no value; a negative number is a value.
    private static func isFlag(_ word: String) -> Bool {
        word.hasPrefix("-") && word.count > 1 && Double(word) == nil
    }
}

extension SettingRole {
    /// Whether the value is a number that limits something.
    fileprivate var isNumeric: Bool {
        switch self {
        case .limit, .sharedContextTokens: true
        default: false
        }
    }
}
