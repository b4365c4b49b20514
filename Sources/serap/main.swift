import Coordinator

SerapProgram.main()
