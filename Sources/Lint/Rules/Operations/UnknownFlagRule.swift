import Readiness
import Signals

enum UnknownFlagRule: LintRule {
    static let id = "unknown-flag"
    static let summary = "a flag that the engine does not have"
    static let explanation = """
        An engine refuses to start on a flag that it does not know: `vllm serve --enable-metrics` \
        has never existed, `--disable-log-requests` is gone. The flags are those of \
        vLLM 0.32.0, SGLang 0.5.23, LMDeploy 0.18.0 and llama.cpp b11434, and what the reference of \
        TGI's launcher lists. Another release may have, or have had, others: a finding is a warning \
        then when a flag of the list is spelled nearly so, else a remark, and names both releases. \
        Which release runs is said by `--engine NAME@VERSION`, a live source or the image's tag.
        """

    static func check(_ project: ProjectContext) {
        for command in project.commands {
            guard let launch = EngineLaunch(command), let table = EngineFlagTable.of(launch.engine)
            else { continue }
            let release =
                Exporter(launch.engine).flatMap(project.target.version(of:)) ?? launch.imageVersion
            for flag in launch.flags where !table.knows(flag.written) {
                report(flag, of: command, table, release: release, project)
            }
        }
    }

    private static func report(
        _ flag: EngineLaunch.Flag, of command: CommandLine, _ table: EngineFlagTable,
        release: EngineVersion?, _ project: ProjectContext
    ) {
        // With another release than the table's only that a flag never was is certain.
        let isOther = release != nil && release != table.version || table.version == nil
        let mistake = table.mistakes[flag.name]
        let nearest =
            mistake == nil ? NearestSpelling.of(flag.name, among: table.names.sorted()) : nil
        let severity: LintSeverity =
            if let mistake, mistake.isFatal {
                .error
            } else if isOther, nearest == nil, mistake == nil || release != nil {
                .info
            } else {
                .warning
            }
        var message = mistake?.message ?? "\(table.release) has no flag \(flag.written)"
        if table.version == nil, mistake == nil {
            message = "the reference of \(table.release)'s launcher lists no flag \(flag.written)"
        }
        if let release, isOther, mistake?.isFatal != true {
            let title = EngineFlagTable.release(table.engine, release)
            message += "; this is \(title), whose flags are not known here"
        }
        project.report(
            Self.self, severity, file: command.file, at: flag.range, message,
            hint: mistake?.hint ?? nearest.map { "did you mean \($0)?" })
    }
}
