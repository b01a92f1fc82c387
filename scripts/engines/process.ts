import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'

export type Engine = {
  name: string
  pid: number
  /** Settles when the process has ended, however it ended. */
  ended: Promise<string>
  running(): boolean
  /** Asks it to stop and waits; kills it when it does not. */
  stop(): Promise<void>
}

type EngineOptions = {
  name: string
  command: string[]
  /** What changes the user, before the command. The kernel forgets the bond to the parent when the user changes. */
  runAs?: string[]
  /** stdout and stderr go to this file (a pipe would break with this process), or with null where ours go. */
  logFile: string | null
  env?: NodeJS.ProcessEnv
  cwd?: string
  stopSignal?: 'SIGTERM' | 'SIGINT'
  /** What it gets when this process dies. */
  orphanSignal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'
  stopWithin?: number
}

/**
 * Starts a process that does not outlive this one, not even after kill -9: on Linux the kernel sends the stop signal
 * (prctl PR_SET_PDEATHSIG, through setpriv), elsewhere a wrapper does when its stdin breaks.
 */
export function startEngine(options: EngineOptions): Engine {
  const signal = options.stopSignal ?? 'SIGTERM'
  const [file, ...args] = [...(options.runAs ?? []), ...bindToParent(options.command, options.orphanSignal ?? signal)]
  const log = options.logFile === null ? null : openSync(options.logFile, 'a', 0o600)
  // Detached: Ctrl-C at the terminal reaches only us, and we decide the order in which things stop.
  const child = spawn(file!, args, {
    detached: true,
    stdio: [hasPdeathsig() ? 'ignore' : 'pipe', log ?? 'inherit', log ?? 'inherit'],
    env: options.env ?? process.env,
    ...(options.cwd ? { cwd: options.cwd } : {}),
  })
  if (log !== null) closeSync(log)
  return supervise(child, options.name, signal, options.stopWithin ?? 20_000)
}

function supervise(child: ChildProcess, name: string, signal: NodeJS.Signals, stopWithin: number): Engine {
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, by) => resolve(by ? `signal ${by}` : `code ${code}`))
  })
  const running = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
  const stop = async () => {
    if (!running()) return
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithin)
    await ended
    clearTimeout(timer)
  }
  return { name, pid: child.pid ?? -1, ended, running, stop }
}

let pdeathsig: boolean | undefined
function hasPdeathsig(): boolean {
  return (pdeathsig ??=
    process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0)
}

const WRAPPER =
  'exec 3<&0; "$@" </dev/null 3<&- & P=$!; trap "kill -$S $P" TERM INT HUP; (cat <&3 >/dev/null; kill -$S $P 2>/dev/null) & wait $P; R=$?; trap - TERM INT HUP; wait $P 2>/dev/null; exit $R'

/** The command line that runs a command bound to the life of the process that starts it. */
export function bindToParent(command: string[], signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): string[] {
  const short = signal.slice(3)
  if (hasPdeathsig()) return ['setpriv', '--pdeathsig', short, ...command]
  return ['sh', '-c', `S=${short}; ${WRAPPER}`, 'countersign', ...command]
}

/** Whether a process runs. A zombie (an orphan that PID 1 has not reaped yet) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  if (!existsSync(`/proc/${pid}/stat`)) return process.platform !== 'linux'
  return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
}

/** The command line of a process, words joined by blanks; empty when it is gone. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''
  }
}
