import ArgumentParser
import Records

/// `serap plan FILE`
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Say what would run, and why, without running anything.")

    @OptionGroup var arguments: PipelineArguments

    @Flag(help: "One JSON object in place of words.")
    var json = false

    func run() throws {
        let session = try Session(arguments.options)
        let plan = try PlanSurvey(session)
        session.saveCaches()
        SerapProgram.say(json ? JSONValue.object(plan.json).text + "\n" : plan.text)
    }
}

extension PlanSurvey {
    /// The plan for other programs.
    var json: JSONObject {
        [
            "run": .array(lines.filter { !$0.isBlocked }.map(\.json)),
            "cannot_run": .array(lines.filter(\.isBlocked).map(\.json)), "up_to_date": .int(fresh),
            "may_grow": .strings(open),
        ]
    }
}

extension PlanSurvey.Line {
    fileprivate var json: JSONValue { ["task": .string(task), "reasons": .strings(reasons)] }
}
