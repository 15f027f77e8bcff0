/// A program that a file starts, with its arguments.
struct CommandLine: Sendable {
    /// Which of the files that are read together.
    var file: Int
    /// The container's image; nil outside of containers.
    var image: String?
    /// Program and arguments; arguments alone where the image names the program.
    var words: [MappedText]
    /// What is pointed at when the whole command is meant.
    var range: Range<Int>

    /// Whether it starts Prometheus, which keeps its data for a while.
    var isPrometheus: Bool {
        let program = words.first?.text.split(separator: "/").last.map(String.init)
        if program == "prometheus" { return true }
        let name = (image ?? "").prefix { $0 != "@" }
        let base = name.split(separator: "/").last.map(String.init) ?? ""
        return base == "prometheus" || base.hasPrefix("prometheus:")
    }
}
