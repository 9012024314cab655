"""Works that only tests know."""

import time
from pathlib import Path

from jobs.works import CannotBeDone, work


def register():
    @work("test.count", title="Counting", may_run=lambda user, **arguments: user.surname != "Бөгде")
    def count(job):
        job.progress(1, total=2)
        with job.result_file("сан.txt", "text/plain") as file:
            file.write(str(job.arguments["to"]).encode())
        job.progress(2)

    @work("test.refuse", title="Refusing")
    def refuse(job):
        raise CannotBeDone("Алдымен тізімді түзетіңіз.")

    @work("test.break", title="Breaking")
    def break_(job):
        raise ZeroDivisionError("құпия")

    @work("test.page", title="Making a page", page=lambda job: "/kk/my/")
    def make_page(job):
        pass

    @work("test.slow", title="Working slowly")
    def work_slowly(job):
        """Its first attempt never ends by itself."""
        book = Path(job.arguments["book"])
        is_first = not book.with_suffix(".first").exists()
        book.with_suffix(".first").touch()
        step = 0
        while is_first:
            step += 1
            job.progress(step, total=1000)
            time.sleep(0.1)
        with book.open("a") as file:
            file.write("done once\n")
