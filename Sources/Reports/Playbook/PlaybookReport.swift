package import Diagnosis

/// A playbook for an engine, as the commands print it.
package struct PlaybookReport: Sendable {
    /// The page with the engine's names.
    let page: PlaybookPage

    var playbook: Playbook { page.playbook }

    /// - Parameters:
    ///   - playbook: the page.
    ///   - engine: whose names to use, and of which release.
    package init(_ playbook: Playbook, for engine: SignalCatalogueReport.Choice) {
        page = PlaybookPage(
            playbook, exporter: engine.exporter, dialect: engine.dialect, title: engine.title)
    }

    /// The page in Markdown, as in docs/playbooks.
    ///
    /// - Returns: Text, ended by a line feed.
    package func markdown() -> String { page.markdown() }

    /// The list of all pages, which links them.
    ///
    /// - Returns: Text, ended by a line feed.
    package static func index() -> String {
        PlaybookPage.index(command: "firstlight playbook --output docs/playbooks")
    }
}
