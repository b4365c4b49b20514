import Parsing
import StageKit

// `serap-parse` reads captures into items by the stage contract; `serap-parse inspect` shows what is read in one file.
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "inspect" {
    InspectCommand.main(Array(arguments.dropFirst()))
} else {
    StageCommand<ParseStage>.main(arguments)
}
