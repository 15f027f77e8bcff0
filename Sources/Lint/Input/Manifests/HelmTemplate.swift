/// Recognises manifests that Helm has not rendered yet.
enum HelmTemplate {
    /// What to do about one.
    static let hint =
        "it looks like a Helm template; render it first: "
        + "helm template CHART | firstlight lint -"

    private static let marks = [
        ".Values", ".Release", ".Chart", "include ", "define ", "toYaml", "nindent", "- if ",
        "- range", "- with", "- end",
    ]

    /// Whether a text holds Helm's own actions, not only templates of alerts.
    static func isLikely(_ text: String) -> Bool {
        text.split(separator: "{{").dropFirst().contains { part in
            let action = part.prefix { $0 != "}" && $0 != "\n" }
            return marks.contains { action.contains($0) }
        }
    }
}
