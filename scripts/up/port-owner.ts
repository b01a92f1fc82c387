import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { commandLine } from '../engines/process.ts'

/** Who listens on a TCP port, as far as this user may see: “process 123 (nginx -g …)”. Linux only; null otherwise. */
export function portOwner(port: number): string | null {
  try {
    const pid = findPid(listeningInodes(port))
    return pid ? `process ${pid} (${commandLine(pid).trim().slice(0, 80)})` : null
  } catch {
    return null
  }
}

function listeningInodes(port: number): Set<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      // Column 1 is the local address, 3 the state (0A: listening), 9 the inode.
      .filter((fields) => fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A')
      .map((fields) => `socket:[${fields[9]}]`),
  )
  return new Set(inodes)
}

function findPid(inodes: Set<string>): number | null {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openFiles(pid).some((target) => inodes.has(target))) return Number(pid)
  }
  return null
}

function openFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`
  return orNothing(() => readdirSync(folder)).flatMap((fd) => orNothing(() => [readlinkSync(`${folder}/${fd}`)]))
}

/** Processes and their files come and go while one looks, and those of other users are not shown. */
function orNothing(look: () => string[]): string[] {
  try {
    return look()
  } catch {
    return []
  }
}
