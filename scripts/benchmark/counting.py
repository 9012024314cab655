"""Says in a header how many queries an answer has cost."""

from contextlib import ExitStack

from django.db import connection

HEADER = "X-Queries"


def queries_are_counted(get_response):
    def middleware(request):
        counted = 0

        def count(execute, sql, params, many, context):
            nonlocal counted
            counted += 1
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(count))
            response = get_response(request)
        response[HEADER] = str(counted)
        return response

    return middleware
