import ArgumentParser
import Records

/// `serap plan FILE`
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Say what would run, and why, without running anything.",
        discussion: """
            One line for each stage with something to do, and the totals; with --why one for each task, with all its \
            reasons. A task behind one that runs is counted too: where that gives the same bytes as before, the run \
            stops there.

              serap plan pipelines/demo.yaml --key 2023-08-15 --root demo
              serap plan pipelines/demo.yaml --key 2023-08-15 --root demo --why

            What it says looks like this:

              classify: 11 of 11 tasks: parameter tone.threshold 0.5 -> 0.6
              aggregate: 1 of 1 task: 'classify' runs before it
            """)

    @OptionGroup var arguments: PipelineArguments

    @Flag(help: "Every task and all its reasons.")
    var why = false

    @Flag(help: "One JSON object in place of words, with every task and all its reasons.")
    var json = false

    func run() throws {
        let session = try Session(arguments.options)
        let plan = try PlanSurvey(session)
        session.saveCaches()
        SerapProgram.say(
            json ? JSONValue.object(plan.json).text + "\n" : why ? plan.text : PlanDigest(plan).text)
    }
}

extension PlanSurvey {
    /// The plan for other programs.
    var json: JSONObject {
        [
            "key": .string(session.key), "run": .array(lines.filter { !$0.isBlocked }.map(\.json)),
            "cannot_run": .array(lines.filter(\.isBlocked).map(\.json)), "up_to_date": .int(fresh),
            "stages": .array(PlanDigest(self).stages.map(\.json)), "may_grow": .strings(open),
        ]
    }
}

extension PlanSurvey.Line {
    fileprivate var json: JSONValue { ["task": .string(task), "reasons": .strings(reasons)] }
}
