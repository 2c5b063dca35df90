"""The error that a user can put right."""


class UserError(Exception):
    """Something that the user has to change; the message is one line that says what.

    The command line prints it on standard error without a traceback and exits with code 2.
    """
