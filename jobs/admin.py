from django.contrib import admin
from django_tasks_db.models import DBTaskResult

admin.site.unregister(DBTaskResult)  # the queue is machinery; jobs have pages of their own
