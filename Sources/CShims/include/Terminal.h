/// The terminal's modes and signals. Swift sees `struct termios` and `struct sigaction` through whichever module
/// happened to include them first, and a handler of a crash may call nothing of Swift.
#ifndef QUINTET_TERMINAL_H
#define QUINTET_TERMINAL_H

/// Columns and rows of the terminal behind a descriptor; 0 when it has said how large it is.
int quintet_terminal_size(int descriptor, int *columns, int *rows);

/// Puts the terminal behind `input` into raw mode and remembers how it was; from here on a crash, too, restores it and
/// writes `farewell` to `output`. 0 when it worked. One terminal at a time.
int quintet_terminal_enter(int input, int output, const char *farewell);

/// Puts the terminal back as it was; once, however often it is called. Writes no farewell.
void quintet_terminal_leave(void);

/// A pipe whose ends do not block and are not inherited; 0 when there is one. A GNU extension, so not in scope of Swift.
int quintet_terminal_pipe(int *read_end, int *write_end);

/// Has SIGWINCH, SIGCONT and SIGTSTP written as bytes into the pipe `descriptor`, which must not block; -1 stops that
/// and gives the signals back.
void quintet_terminal_watch(int descriptor);

#endif
