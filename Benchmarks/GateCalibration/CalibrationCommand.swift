import Foundation

/// Measures how often a gate errs and how long it takes, and writes the table of
/// docs/statistics.md.
///
/// Usage: `GateCalibration [--gates N] [--seed S] [--write FILE]`. Without `--write` it only
/// prints.
@main
enum CalibrationCommand {
    static func main() throws {
        let options: CalibrationOptions
        do {
            options = try CalibrationOptions(arguments: Array(CommandLine.arguments.dropFirst()))
        } catch let error as CalibrationOptions.Failure {
            FileHandle.standardError.write(Data("GateCalibration: \(error)\n".utf8))
            exit(2)
        }
        let report = CalibrationReport(options: options).markdown()
        print(report)
        print(SpeedReport(seed: options.seed).text())
        if let path = options.outputPath {
            try MarkedSection(name: "gate-calibration").replace(in: path, with: report)
        }
    }
}
