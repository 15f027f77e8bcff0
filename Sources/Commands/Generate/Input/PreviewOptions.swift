import ArgumentParser
import Foundation
import Monitoring
import Reports
import Telemetry

/// The options of a look at the dashboards without Grafana.
struct PreviewOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Draw the dashboards with data of --prometheus into one HTML page.", valueName: "FILE"))
    var preview: String?

    @Option(
        name: .long, help: ArgumentHelp("The Prometheus to draw from.", valueName: "URL"))
    var prometheus: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How far back to draw, 1m to 7d.", valueName: "TIME"))
    var range = "1h"

    func validate() throws {
        if preview == "" { throw ValidationError("--preview is empty; name a file") }
        guard (preview == nil) == (prometheus == nil) else {
            throw ValidationError(
                preview == nil
                    ? "--prometheus says what to draw from: add --preview FILE"
                    : "--preview needs data: add --prometheus URL")
        }
        _ = try duration()
    }

    private func duration() throws -> Duration {
        guard let time = try FlagTime.duration(range, "--range"), time >= .seconds(60),
            time <= .seconds(7 * 86_400)
        else { throw ValidationError("--range is \(range); expected 1m to 7d") }
        return time
    }

    /// Draws the dashboards.
    ///
    /// - Parameters:
    ///   - subject: For what they are generated.
    ///   - access: As whom the server is asked, and whose word for its identity counts.
    ///   - environment: The process's environment.
    /// - Returns: How many panels have data, of how many; nil when nobody asked for a preview.
    /// - Throws: `UsageError` when the server does not answer or the file cannot be written.
    func draw(
        _ subject: GenerationSubject, access: AccessOptions, in environment: [String: String]
    ) async throws -> (filled: Int, all: Int)? {
        guard let preview, let prometheus else { return nil }
        try OutputFile.requireWritable(preview)
        var settings = TelemetryClient.Configuration()
        settings.certificateAuthorityFile = access.caFile
        let token = try access.token(in: environment)
        let url = try ServerURL(try ProfileSource.url(of: prometheus))
        let range = try duration()
        let picture: DashboardPreview
        do {
            picture = try await TelemetryClient.withClient(settings) { client in
                let api = PrometheusAPI(
                    url: url, client: client, configuration: .init(token: token))
                return try await PreviewReader(api, range: range)
                    .read(DashboardSet.boards(for: subject), for: subject)
            }
        } catch let error as PrometheusError {
            throw UsageError(
                "--prometheus: \(error)" + (error.hint.map { "; \($0)" } ?? ""))
        }
        try OutputFile.write(
            Data(DashboardHTMLReport.render(picture).utf8), to: preview, .replacing)
        let shown = picture.panels.filter { !$0.panel.targets.isEmpty }
        return (shown.count(where: \.hasData), shown.count)
    }
}
