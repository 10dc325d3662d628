/** The calls of fs-native-extensions 1 that hocket makes: kernel file locks, freed by the kernel on a crash. */
declare module 'fs-native-extensions' {
  const extensions: {
    tryLock(fd: number): boolean
    unlock(fd: number): void
  }
  export default extensions
}
